import type { InspectedUser } from '../../emulator/inspector/inspector-wire.js';
import type { Perform } from '../act.js';
import type { Filter } from '../trace/filter-entries.js';

export interface UserPanelProps {
  users: readonly InspectedUser[];
  userCount: number;
  filter: Filter;
  onFilter(filter: Filter): void;
  perform: Perform;
  onSayTo(identity: string): void;
}

/** The users with their state, and actions on them. */
export function UserPanel({ users, userCount, filter, onFilter, perform, onSayTo }: UserPanelProps) {
  if (users.length === 0) return <p class="empty">Nobody has come yet.</p>;
  return (
    <>
      <div class="row">
        <button type="button" onClick={() => void perform({ do: 'disconnect', how: 'terminate' })}>
          Cut all
        </button>
        <button type="button" onClick={() => void perform({ do: 'expireTokens' })}>
          Expire all tokens
        </button>
      </div>
      <ul class="cards">
        {users.map((user) => (
          <UserCard
            key={user.identity}
            user={user}
            isOnly={filter.user === user.identity}
            onOnly={(isOnly) => onFilter({ ...filter, user: isOnly ? user.identity : undefined })}
            perform={perform}
            onSayTo={onSayTo}
          />
        ))}
      </ul>
      {userCount > users.length && <p class="note">And {userCount - users.length} more.</p>}
    </>
  );
}

interface UserCardProps {
  user: InspectedUser;
  isOnly: boolean;
  onOnly(isOnly: boolean): void;
  perform: Perform;
  onSayTo(identity: string): void;
}

function UserCard({ user, isOnly, onOnly, perform, onSayTo }: UserCardProps) {
  const { identity, isAnonymous, sockets, sessionId, messages, tokens } = user;
  const isHere = sockets.length > 0;
  return (
    <li class="card" aria-label={identity}>
      <h2>
        <span class={isHere ? 'dot on' : 'dot'} role="img" aria-label={isHere ? 'online' : 'offline'} />
        {identity}
      </h2>
      <dl>
        <div>
          <dt>Sockets</dt>
          <dd>{isHere ? sockets.map((number) => `#${number}`).join(' ') : 'none'}</dd>
        </div>
        <div>
          <dt>Session</dt>
          <dd>{sessionId ? <code title={sessionId}>…{sessionId.slice(-6)}</code> : 'none'}</dd>
        </div>
        <div>
          <dt>Messages</dt>
          <dd>{messages}</dd>
        </div>
        <div>
          <dt>Good tokens</dt>
          <dd>{tokens}</dd>
        </div>
        <div>
          <dt>Signed in</dt>
          <dd>{isAnonymous ? 'no' : 'yes'}</dd>
        </div>
      </dl>
      <div class="row">
        <button type="button" aria-pressed={isOnly} onClick={() => onOnly(!isOnly)}>
          Show only
        </button>
        <button type="button" onClick={() => onSayTo(identity)}>
          Say…
        </button>
        <button
          type="button"
          disabled={!isHere}
          onClick={() => void perform({ do: 'disconnect', user: identity, how: 'terminate' })}
        >
          Cut
        </button>
        <button
          type="button"
          disabled={tokens === 0}
          onClick={() => void perform({ do: 'expireTokens', user: identity })}
        >
          Expire tokens
        </button>
      </div>
    </li>
  );
}
