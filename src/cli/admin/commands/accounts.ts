import { permissionOf } from '../../../admin/index.js';
import { oneOf } from '../../options.js';
import type { AdminCommand } from '../command-context.js';
import { LIST_OUTPUT, type ListOptions, printList } from '../output.js';

export const roles: AdminCommand<ListOptions & { type?: 'bot' | 'admin' }> = {
  name: 'roles',
  summary: 'the roles of the account, with their permissions',
  options: [
    ['--type <bot|admin>', 'roles of bots, or of administrators (default bot)', oneOf('type', ['bot', 'admin'])],
    ...LIST_OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const { roles } = await connect();
    return printList(
      terminal,
      options,
      [
        { title: 'id', of: ({ _id }) => _id },
        { title: 'role', of: ({ role }) => role },
        { title: 'description', of: ({ rDesc }) => rDesc },
        {
          title: 'permissions',
          of: (role) => Object.keys(role.permissions ?? {}).map((name) => `${name}: ${permissionOf(role, name)}`),
        },
      ],
      roles.list({ roleType: options.type ?? 'bot', signal: terminal.signal }),
    );
  },
};

export const users: AdminCommand<ListOptions> = {
  name: 'users',
  summary: 'the users of the account, with their roles',
  options: LIST_OUTPUT,
  async run({ options, terminal, connect }) {
    const { users } = await connect();
    return printList(
      terminal,
      options,
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
