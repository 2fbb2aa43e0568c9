import { Component, createRef, type VNode } from 'preact';
import type { ComposerSite } from '../composer/composer-desk.js';
import type { I18n } from '../i18n/i18n.js';
import type { DeskModel } from './desk-model.js';
import { ToolButton } from './ToolButton.js';

export interface DeskToolsProps {
  desk: DeskModel;
  site: ComposerSite;
  i18n: I18n;
}

/** The small buttons beside the field. */
export class DeskTools extends Component<DeskToolsProps> {
  readonly #picker = createRef<HTMLInputElement>();
  readonly #camera = createRef<HTMLInputElement>();
  // A device that is held in the hand has a camera worth a button; elsewhere the dialog of files is the way.
  readonly #isHandheld = matchMedia('(pointer: coarse)').matches;

  readonly #pick = () => this.#picker.current!.click();
  readonly #shoot = () => this.#camera.current!.click();

  readonly #picked = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    this.props.desk.attach([...(input.files ?? [])]);
    // The same file may be picked again.
    input.value = '';
    this.props.site.field?.focus();
  };

  render({ desk, i18n }: DeskToolsProps): VNode {
    const { uploads, blocked } = desk;
    const words = desk.words(i18n.t.language);
    const disabled = blocked !== undefined;
    return (
      <div class="tools" part="tools">
        {uploads && (
          <>
            <input
              type="file"
              hidden
              multiple
              accept={uploads.limits.accept}
              aria-label={words.attach}
              ref={this.#picker}
              onChange={this.#picked}
            />
            <ToolButton icon="attach" label={words.attach} disabled={disabled} onClick={this.#pick} />
          </>
        )}
        {uploads && this.#isHandheld && (
          <>
            <input
              type="file"
              hidden
              accept="image/*"
              capture="environment"
              aria-label={words.camera}
              ref={this.#camera}
              onChange={this.#picked}
            />
            <ToolButton icon="camera" label={words.camera} disabled={disabled} onClick={this.#shoot} />
          </>
        )}
      </div>
    );
  }
}
