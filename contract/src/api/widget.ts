/** What the widget of a site says of a program, in one language; every text is plain and ready to be shown. */
export interface WidgetWords {
  readonly title: string;
  readonly text: string;
  /** Where one goes on: the landing for whoever was invited, else where one invites or the rules. */
  readonly action: { readonly label: string; readonly url: string };
  readonly rules: { readonly label: string; readonly url: string };
  readonly close: string;
  /** `#rrggbb`, each readable where it stands. */
  readonly colours: {
    readonly fill: string;
    readonly onFill: string;
    readonly onLight: string;
    readonly onDark: string;
  };
}

/** Null: there is nothing to tell of, because the program has ended or has not begun. */
export interface WidgetAnswer {
  readonly words: WidgetWords | null;
}
