import type { ComponentChildren } from 'preact';

export interface TabsProps<Name extends string> {
  tabs: readonly { name: Name; label: string; count?: number | undefined }[];
  selected: Name;
  onSelect(name: Name): void;
  children: ComponentChildren;
}

/** Shows one panel at a time. The arrow keys move between tabs (ARIA: tabs with automatic activation). */
export function Tabs<Name extends string>({ tabs, selected, onSelect, children }: TabsProps<Name>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === selected);
    const targets: Record<string, number> = {
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      ArrowRight: (at + 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = tabs[targets[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    onSelect(target.name);
    document.getElementById(`tab-${target.name}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label="What to do" onKeyDown={onKeyDown}>
        {tabs.map(({ name, label, count }) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === selected}
            aria-controls="panel"
            tabIndex={name === selected ? 0 : -1}
            onClick={() => onSelect(name)}
          >
            {label}
            {count !== undefined && <span class="badge">{count}</span>}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that begins with text must be focusable (ARIA: tabs) */}
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${selected}`} tabIndex={0}>
        {children}
      </div>
    </>
  );
}
