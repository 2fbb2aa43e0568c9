import type { InspectedUser } from '../../emulator/inspector/inspector-wire.js';

export interface UserSelectProps {
  label: string;
  users: readonly InspectedUser[];
  value: string;
  /** Label of the empty choice. */
  everybody: string;
  onSelect(identity: string): void;
}

/** Selects one user, or all. */
export function UserSelect({ label, users, value, everybody, onSelect }: UserSelectProps) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={({ currentTarget }) => onSelect(currentTarget.value)}>
        <option value="">{everybody}</option>
        {users.map(({ identity }) => (
          <option key={identity} value={identity}>
            {identity}
          </option>
        ))}
      </select>
    </label>
  );
}
