import { parseAdvancedList } from '../../../protocol/templates/advanced-list-template.js';
import { parseAdvancedMultiList } from '../../../protocol/templates/advanced-multi-list-template.js';
import { parseArticle } from '../../../protocol/templates/article-template.js';
import { parseList } from '../../../protocol/templates/list-template.js';
import { parseListView } from '../../../protocol/templates/list-view-template.js';
import { parseListWidget } from '../../../protocol/templates/list-widget-template.js';
import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { AdvancedListTemplate } from './AdvancedListTemplate.js';
import { AdvancedMultiListTemplate } from './AdvancedMultiListTemplate.js';
import { ArticleTemplate } from './ArticleTemplate.js';
import { ListTemplate } from './ListTemplate.js';
import { ListViewTemplate } from './ListViewTemplate.js';
import { ListWidgetTemplate } from './ListWidgetTemplate.js';
import { listStyles } from './list-styles.js';

const hasElements = ({ elements }: { elements: readonly unknown[] }) => elements.length > 0;
const hasItems = ({ listItems }: { listItems: readonly unknown[] }) => listItems.length > 0;

/** List templates. */
export const chunk: TemplateChunk = {
  templates: {
    list: drawTemplate(parseList, ListTemplate, hasElements),
    listView: drawTemplate(parseListView, ListViewTemplate, hasElements),
    listWidget: drawTemplate(parseListWidget, ListWidgetTemplate, hasElements),
    advancedListTemplate: drawTemplate(parseAdvancedList, AdvancedListTemplate, hasItems),
    advancedMultiListTemplate: drawTemplate(parseAdvancedMultiList, AdvancedMultiListTemplate, hasItems),
    articleTemplate: drawTemplate(parseArticle, ArticleTemplate, hasElements),
  },
  styles: listStyles,
};
