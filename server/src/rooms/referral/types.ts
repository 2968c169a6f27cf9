/** The secret that signs a workspace's click tokens; derived from the master key, so nothing is stored. */
export type ClickKeys = (workspace: string) => string;
