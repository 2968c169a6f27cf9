export { importsRoutes } from './http.ts';
export { sentenceOfCode, sentenceOfRefusal, sentenceOfUpload } from './http-present.ts';
export { type ImportResult, ImportsService } from './service.ts';
export { ImportWork } from './service-work.ts';
export { consentStatements } from './store.ts';
