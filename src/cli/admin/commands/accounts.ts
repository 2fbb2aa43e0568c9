import { permissionOf } from '../../../admin/index.js';
import { text } from '../flags.js';
import { LIST_OUTPUT, printList } from '../output.js';
import type { Task } from '../command-context.js';

export const roles: Task = {
  name: 'roles',
  summary: 'the roles of the account, with their permissions',
  options: { type: text('<bot|admin>', 'of bots, or of administrators (default bot)'), ...LIST_OUTPUT },
  async run({ flags, terminal, connect }) {
    const roleType = flags.oneOf('type', ['bot', 'admin']) ?? 'bot';
    const { roles } = await connect();
    return printList(
      terminal,
      flags,
      [
        { title: 'id', of: ({ _id }) => _id },
        { title: 'role', of: ({ role }) => role },
        { title: 'description', of: ({ rDesc }) => rDesc },
        {
          title: 'permissions',
          of: (role) => Object.keys(role.permissions ?? {}).map((name) => `${name}: ${permissionOf(role, name)}`),
        },
      ],
      roles.list({ roleType, signal: terminal.signal }),
    );
  },
};

export const users: Task = {
  name: 'users',
  summary: 'the users of the account, with their roles',
  options: LIST_OUTPUT,
  async run({ flags, terminal, connect }) {
    const { users } = await connect();
    return printList(
      terminal,
      flags,
      [
        { title: 'user', of: ({ userId }) => userId },
        { title: 'name', of: ({ username }) => username },
        { title: 'developer', of: ({ isDeveloper }) => isDeveloper },
        {
          title: 'roles',
          of: ({ btRoles = [] }) => btRoles.map(({ roleName, botName }) => `${roleName} (${botName})`),
        },
        { title: 'admin roles', of: ({ adminRoles = [] }) => adminRoles.map(({ roleName }) => roleName) },
      ],
      users.list({ signal: terminal.signal }),
    );
  },
};
