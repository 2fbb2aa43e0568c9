import { authenticate } from '../auth/bearer.js';
import type { Endpoint } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';

/** `GET websdkthemes/:botId/activetheme` (protocol.md §1.7). */
export const activeTheme: Endpoint = (platform, { headers, params }) => {
  authenticate(platform, headers);
  if (params.botId !== platform.settings.bot.id) throw new ApiError(400, 'Invalid bot id');
  return { body: createTheme(platform.settings.bot.name) };
};

/** The colours of the theme. */
const INK = '#0f2e2c';
const PAPER = '#ffffff';
const ACCENT = '#0b6e69';
const SOFT = '#e4f1ef';

const hidden = { show: false, icon: '' };
const noFile = { type: 'default', fileId: '' };

/**
 * A simple valid theme (protocol.md §1.7): `v3` is for the current web SDK, the other sections are for older ones. It has no pictures or
 * sounds of the platform, because nothing may be loaded from other hosts.
 */
export function createTheme(botName: string) {
  return {
    activeTheme: true,
    v3: {
      general: {
        version: 1,
        bot_icon: '',
        size: 'small',
        themeType: 'light',
        widgetPanel: false,
        colors: {
          primary: ACCENT,
          secondary: SOFT,
          primary_text: INK,
          secondary_text: PAPER,
          useColorPaletteOnly: false,
        },
        sounds: { enable: false },
      },
      chat_bubble: {
        style: 'rounded',
        icon: { icon_url: 'icon-1', size: 'small', ...noFile },
        minimise: { icon: 'icon-m-1', theme: 'rounded', ...noFile },
        proactive: { show: false, header: '', messages: [], buttons: [] },
        sound: 'themeOne',
        alignment: 'inline',
        animation: 'slide',
        expand_animation: 'minimize',
        primary_color: ACCENT,
        secondary_color: PAPER,
      },
      welcome_screen: {
        show: false,
        layout: 'medium',
        logo: { logo_url: '', name: '', ...noFile },
        title: { name: botName },
        sub_title: { name: '' },
        note: { name: '' },
        background: { type: 'color', color: ACCENT, img: '', imgType: 'default', fileId: '' },
        top_fonts: { color: PAPER },
        bottom_background: { color: SOFT },
        templates: [],
        starter_box: {
          show: true,
          icon: { show: true },
          title: 'Start a conversation',
          sub_text: '',
          start_conv_button: { color: ACCENT },
          start_conv_text: { color: PAPER },
          quick_start_buttons: { show: false, style: 'slack', buttons: [], input: 'button' },
        },
        static_links: { show: false, layout: 'carousel', links: [] },
        promotional_content: { show: false, promotions: [] },
      },
      header: {
        bg_color: SOFT,
        size: 'compact',
        icon: { show: true, icon_url: 'icon-1', ...noFile },
        icons_color: INK,
        title: { name: botName, color: INK },
        sub_title: { name: '', color: INK },
        buttons: {
          close: { show: true, icon: '' },
          minimise: { show: true, icon: '' },
          expand: hidden,
          reconnect: { show: true, icon: '' },
          help: { ...hidden, action: { type: 'url', value: '' } },
          live_agent: { ...hidden, action: { type: 'postback', value: 'agent' } },
        },
      },
      footer: {
        bg_color: SOFT,
        layout: 'keypad',
        compose_bar: { bg_color: PAPER, 'outline-color': ACCENT, placeholder: 'Type a message' },
        icons_color: INK,
        buttons: {
          menu: { show: false, icon_color: INK, actions: [] },
          emoji: hidden,
          microphone: hidden,
          attachment: hidden,
          speaker: hidden,
          send_button: { show: true, icon: '' },
          click_to_call: hidden,
        },
      },
      body: {
        background: { type: 'color', color: PAPER, img: '', imgType: 'default', fileId: '' },
        font: { family: 'Inter', size: 'medium', style: '1' },
        user_message: { bg_color: ACCENT, color: PAPER },
        bot_message: { bg_color: SOFT, color: INK },
        agent_message: {
          bg_color: SOFT,
          color: INK,
          separator: '1',
          icon: { show: true, icon_url: '' },
          title: { name: 'Agent', color: INK },
          sub_title: { name: '', color: INK },
        },
        time_stamp: { show: true, show_type: 'always', position: 'top', separator: 'line', color: INK },
        typing_indicator: { icon: '', show: true },
        icon: { show: true, user_icon: false, bot_icon: true, agent_icon: true },
        buttons: { bg_color: ACCENT, color: PAPER },
        bubble_style: 'balloon',
        bot_name: { show: false, name: botName, color: INK },
      },
      widget_panel: { colors: { bg_color: PAPER, color: INK, sel_bg_color: ACCENT, sel_color: PAPER } },
      override_kore_config: { enable: false },
    },
    generalAttributes: { fontStyle: 'Inter', bubbleShape: 'rounded', borderColor: SOFT },
    botMessage: { bubbleColor: SOFT, fontColor: INK, borderColor: SOFT },
    userMessage: { bubbleColor: ACCENT, fontColor: PAPER, borderColor: ACCENT },
    widgetHeader: { backgroundColor: SOFT, fontColor: INK, borderColor: SOFT },
    widgetFooter: { backgroundColor: SOFT, fontColor: INK, borderColor: SOFT, placeHolder: 'Type a message' },
    widgetBody: { backgroundColor: PAPER, backgroundImage: '', useBackgroundImage: false },
    buttons: { defaultButtonColor: ACCENT, defaultFontColor: PAPER, onHoverButtonColor: INK, onHoverFontColor: PAPER },
    digitalViews: { panelTheme: 'theme_one' },
  };
}
