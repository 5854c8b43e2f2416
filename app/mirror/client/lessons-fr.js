import { stemmer } from '@orama/stemmers/french';
import { openLessons } from './open-lessons.js';

openLessons(stemmer, 'fr');
