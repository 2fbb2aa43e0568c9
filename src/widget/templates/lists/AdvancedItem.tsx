import type { ComponentChildren, VNode } from 'preact';
import type { AdvancedListHeaderOption, AdvancedListItem } from '../../../protocol/templates/advanced-list-template.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { DescriptionList } from '../shared/DescriptionList.js';
import { LimitedActions } from '../shared/LimitedActions.js';
import { Menu } from '../shared/Menu.js';
import { Row } from '../shared/Row.js';
import { TemplateText } from '../shared/TemplateText.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';
import { Options } from './Options.js';

export interface AdvancedItemProps extends TemplateScope {
  item: AdvancedListItem;
  /** The type of the list, which determines what the actions send. */
  templateType: string;
}

/** Draws one item of an advanced list: a row or a panel that unfolds. */
export function AdvancedItem({ item, templateType, ...scope }: AdvancedItemProps): VNode {
  const { title, description, icon, headerOptions = [], default_action, isAccordian, isCollapsed } = item;
  const head = headerOptions.map((option) => <HeaderOption {...scope} option={option} templateType={templateType} />);
  const body = <ItemBody {...scope} item={item} templateType={templateType} />;
  if (!isAccordian) {
    return (
      <Row
        {...scope}
        title={title}
        subtitle={description}
        picture={icon}
        action={toAction(default_action, templateType, title)}
        end={head.length > 0 && head}
      >
        {body}
      </Row>
    );
  }
  return (
    <li part="row">
      <details class="fold" open={isCollapsed === false}>
        <summary class="row">
          <Thumb src={icon} />
          <span class="row-body">
            <span class="split">
              <bdi class="row-title">{title}</bdi>
              {headerOptions.map(({ type, value }) => type === 'text' && value && <bdi class="tag">{value}</bdi>)}
            </span>
            {description && <bdi class="row-more">{description}</bdi>}
          </span>
        </summary>
        <div class="fold-body">
          {headerOptions.some(({ type }) => type !== 'text') && head}
          {body}
        </div>
      </details>
    </li>
  );
}

interface HeaderOptionProps extends TemplateScope {
  option: AdvancedListHeaderOption;
  templateType: string;
}

function HeaderOption({ option, templateType, ...scope }: HeaderOptionProps): ComponentChildren {
  const { type, contenttype, value, icon, title, dropdownOptions } = option;
  if (type === 'dropdown' || dropdownOptions?.length) {
    return <Menu {...scope} title={title ?? value} actions={toActions(dropdownOptions, templateType)} />;
  }
  if (type === 'button' || contenttype === 'button') {
    const action = toAction({ ...option, type: 'postback' }, templateType, title ?? value);
    return <ActionButtons {...scope} actions={action ? [action] : []} />;
  }
  if (type === 'icon') return <Thumb src={icon ?? value} class="sign" />;
  return value && <bdi class="tag">{value}</bdi>;
}

/** Draws the content below the title: texts, options, a table and buttons. */
function ItemBody({ item, templateType, ...scope }: AdvancedItemProps): VNode {
  const { textInformation = [], optionsData = [], tableListData = [], buttons = [], buttonsLayout } = item;
  const hasOptions = optionsData.length > 0;
  const actions = toActions(
    buttons.filter(({ btnType }) => !hasOptions || !btnType),
    templateType,
  );
  return (
    <>
      {textInformation.map((line) => {
        const action = toAction(line, templateType);
        return (
          <div class="detail">
            <Thumb src={line.icon} class="sign" />
            {action ? (
              <ActionButtons {...scope} actions={[action]} layout="plain" />
            ) : (
              <TemplateText class="row-more" text={line.title} i18n={scope.i18n} />
            )}
          </div>
        );
      })}
      {hasOptions && <Options {...scope} name={item.title} options={optionsData} buttons={buttons} />}
      {tableListData.map(({ rowData = [] }) => (
        <DescriptionList pairs={rowData.map(({ title, description, icon }) => ({ title, value: description, icon }))} />
      ))}
      {actions.length > 0 && <LimitedActions {...scope} actions={actions} buttonsLayout={buttonsLayout} />}
    </>
  );
}
