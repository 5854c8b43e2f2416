import { stemmer } from '@orama/stemmers/english';
import { openLessons } from './open-lessons.js';

openLessons(stemmer, 'en');
