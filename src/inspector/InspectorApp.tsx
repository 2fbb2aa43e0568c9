import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { act, type Outcome, type Perform } from './act.js';
import { Header } from './Header.js';
import type { LiveTrace } from './live-trace.js';
import { FaultPanel } from './panels/FaultPanel.js';
import { ReplayPanel } from './panels/ReplayPanel.js';
import { SayPanel } from './panels/SayPanel.js';
import { Tabs } from './panels/Tabs.js';
import { UserPanel } from './panels/UserPanel.js';
import { type Filter, filterEntries, NO_FILTER } from './trace/filter-entries.js';
import { TraceList } from './trace/TraceList.js';
import { TraceTools } from './trace/TraceTools.js';
import { useLive } from './use-live.js';

type PanelName = 'users' | 'say' | 'faults' | 'replay';

export function InspectorApp({ trace }: { trace: LiveTrace }) {
  const live = useLive(trace);
  const { state, entries } = live;
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [panel, setPanel] = useState<PanelName>('users');
  const [sayTo, setSayTo] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const searchRef = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => filterEntries(entries, filter), [entries, filter]);

  const perform: Perform = async (action) => {
    const done = await act(action);
    setOutcome(done);
    return done.ok;
  };

  useEffect(() => {
    // The slash key moves to the search, as in most tools with a list.
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      searchRef.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const users = state?.users ?? [];
  return (
    <>
      <Header live={live} perform={perform} />
      <main>
        <section class="trace" aria-label="Trace">
          <TraceTools
            searchRef={searchRef}
            filter={filter}
            onFilter={setFilter}
            users={users}
            shown={shown}
            total={entries.length}
            onClear={() => trace.clear()}
          />
          <TraceList entries={shown} isFiltered={shown !== entries} missed={live.missed} />
        </section>
        <aside aria-label="Actions">
          <Tabs<PanelName>
            tabs={[
              { name: 'users', label: 'Users', count: state?.userCount },
              { name: 'say', label: 'Say' },
              { name: 'faults', label: 'Faults', count: state?.rules.length || undefined },
              { name: 'replay', label: 'Replay' },
            ]}
            selected={panel}
            onSelect={setPanel}
          >
            {panel === 'users' && (
              <UserPanel
                users={users}
                userCount={state?.userCount ?? 0}
                filter={filter}
                onFilter={setFilter}
                perform={perform}
                onSayTo={(identity) => {
                  setSayTo(identity);
                  setPanel('say');
                }}
              />
            )}
            {panel === 'say' && <SayPanel users={users} to={sayTo} onTo={setSayTo} perform={perform} />}
            {panel === 'faults' && <FaultPanel rules={state?.rules ?? []} perform={perform} onRefuse={setOutcome} />}
            {panel === 'replay' && (
              <ReplayPanel users={users} shown={shown} replay={state?.replay} perform={perform} onRefuse={setOutcome} />
            )}
          </Tabs>
          <p role="status" class={outcome && !outcome.ok ? 'outcome bad' : 'outcome'}>
            {outcome?.message}
          </p>
        </aside>
      </main>
    </>
  );
}
