/**
 * G1: without vantages that agree, there is nothing to explain yet.
 * @returns whether the gate holds the words back
 */
export const g1Holds = (vantagesAgree: boolean): boolean => !vantagesAgree;
