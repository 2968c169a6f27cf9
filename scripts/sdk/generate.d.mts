/** What the generator reads of an OpenAPI document. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export function generate(document: ApiDocument): string;
