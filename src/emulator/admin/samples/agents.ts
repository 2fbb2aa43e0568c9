/** Agents of SmartAssist, as UserStatus names them (public-apis: UserStatus). */
export function sampleAgents() {
  return ['Demo', 'Second'].map((firstName, index) => ({
    userId: `u-00000000-0000-5000-8000-0000000000a${index + 1}`,
    firstName,
    lastName: 'Agent',
    email: `${firstName.toLowerCase()}.agent@example.com`,
    customId: '',
  }));
}
