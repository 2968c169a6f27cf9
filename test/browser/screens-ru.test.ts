import { walkScreens } from './walk/walk.ts';

walkScreens('ru');
