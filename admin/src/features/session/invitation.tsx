export function InvitationScreen() {
  return undefined;
}
