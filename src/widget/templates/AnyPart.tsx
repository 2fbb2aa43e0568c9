import type { VNode } from 'preact';
import type { PartProps } from './PartPlaceholder.js';
import { PartView } from './PartView.js';
import type { HooksOf } from './registry.js';
import { TemplatePart } from './TemplatePart.js';

/** A part of a message that is more than words. In a template the host may take part. */
export function AnyPart({ hooksOf, ...props }: PartProps & { hooksOf: HooksOf }): VNode {
  const { part } = props;
  return part.type === 'template' ? <TemplatePart {...props} part={part} hooksOf={hooksOf} /> : <PartView {...props} />;
}
