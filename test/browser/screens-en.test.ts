import { walkScreens } from './walk/walk.ts';

walkScreens('en');
