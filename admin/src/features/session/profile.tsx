export function ProfileScreen() {
  return undefined;
}
