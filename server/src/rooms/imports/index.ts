export { importsRoutes } from './http.ts';
export { sentenceOfCode } from './http-present.ts';
export { ImportsService } from './service.ts';
export { ImportRunner } from './service-runner.ts';
export { ImportWork } from './service-work.ts';
