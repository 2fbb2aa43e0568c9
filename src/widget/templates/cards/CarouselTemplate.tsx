import type { VNode } from 'preact';
import type {
  CarouselTemplate as Carousel,
  CarouselElement,
  StackedElement,
} from '../../../protocol/templates/carousel-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButton } from '../ActionButton.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateProps, TemplateScope } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';
import { Slides } from './Slides.js';

/** Draws cards side by side in a strip that scrolls. */
export function CarouselTemplate({ template, ...scope }: TemplateProps<Carousel>): VNode {
  const slides =
    template.carousel_type === 'stacked'
      ? template.elements.map((element) => <StackedSlide {...scope} element={element} />)
      : template.elements.map((element) => <Slide {...scope} element={element} />);
  return (
    <>
      <Bubble text={template.text} message={scope.message} i18n={scope.i18n} />
      <Slides strings={scope.strings} slides={slides} />
    </>
  );
}

function Slide({ element, ...scope }: TemplateScope & { element: CarouselElement }): VNode {
  const { title, subtitle, subtext, image_url, default_action, buttons } = element;
  const action = toAction(default_action, 'carousel', title);
  return (
    <li class={action ? 'card slide pressable' : 'card slide'} part="card">
      <Thumb src={image_url} class="cover" />
      <div class="card-body">
        {action ? (
          <ActionButton {...scope} class="row-title" action={{ ...action, title, picture: undefined }} />
        ) : (
          <TemplateText class="row-title" text={title} i18n={scope.i18n} />
        )}
        <TemplateText class="row-more" text={subtitle} i18n={scope.i18n} />
        <TemplateText class="row-more" text={subtext} i18n={scope.i18n} />
      </div>
      <ActionButtons {...scope} actions={toActions(buttons, 'carousel')} layout="stack foot-actions" />
    </li>
  );
}

function StackedSlide({ element, ...scope }: TemplateScope & { element: StackedElement }): VNode {
  const { topSection, middleSection, bottomSection, buttons } = element;
  return (
    <li class="card slide" part="card">
      <div class="card-body">
        <TemplateText class="row-title" text={topSection?.title} i18n={scope.i18n} />
        <TemplateText text={middleSection?.description} i18n={scope.i18n} />
        <div class="split">
          <TemplateText class="strong" text={bottomSection?.title} i18n={scope.i18n} />
          <TemplateText class="row-more" text={bottomSection?.description} i18n={scope.i18n} />
        </div>
      </div>
      <ActionButtons {...scope} actions={toActions(buttons, 'carousel')} layout="stack foot-actions" />
    </li>
  );
}
