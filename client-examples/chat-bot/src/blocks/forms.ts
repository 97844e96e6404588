import type { types } from '@slack/bolt';
import { Action, MeetValue } from './actions';
import { cut, View } from './blocks';

// Weft's limits, in bytes of UTF-8.
const LINE_BYTES_MAX = 500;
const TOPIC_BYTES_MAX = 200;

// What a form carries from the click that opened it to its submission; at most 3,000 characters as JSON.
export interface FormContext {
  introduction: string;
  meet?: MeetValue;
  // Where to answer: the click's own, good for 30 minutes.
  responseUrl: string;
  // The click was on a message that only its reader sees, and that can be replaced through `responseUrl` alone.
  isEphemeral: boolean;
}

type Option = types.PlainTextOption;

const DECLINE_REASONS: [value: string, label: string][] = [
  ['REASON_TOPIC', 'Not my topic'],
  ['REASON_PERSON', 'Not with this person'],
  ['REASON_TIME', 'No time for introductions just now'],
  ['REASON_ALREADY_ACQUAINTED', 'We know each other already'],
  ['REASON_OTHER', 'Something else'],
];

const OUTCOMES: [value: string, label: string][] = [
  ['KIND_MET', 'We met; more I cannot say yet'],
  ['KIND_USEFUL', 'It was useful'],
  ['KIND_LEARNED', 'I learned something'],
  ['KIND_COLLABORATING', 'We are doing something together'],
  ['KIND_LED_TO_SOMEONE', 'It led me to somebody else'],
  ['KIND_NOT_A_FIT_TOPIC', 'Not my topic after all'],
  ['KIND_NOT_A_FIT_PERSON', 'We were not right for each other'],
  ['KIND_NOT_A_FIT_TIME', 'Not the right time'],
];

function option([value, label]: [string, string]): Option {
  return { value, text: { type: 'plain_text', text: label } };
}

function form(callback: string, title: string, submit: string, context: FormContext, blocks: types.KnownBlock[]): View {
  return {
    type: 'modal',
    callback_id: callback,
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: JSON.stringify(context),
    blocks,
  };
}

function line(id: string, label: string, hint: string, isOptional: boolean, max = LINE_BYTES_MAX): types.KnownBlock {
  return {
    type: 'input',
    block_id: id,
    optional: isOptional,
    label: { type: 'plain_text', text: label },
    hint: { type: 'plain_text', text: hint },
    element: { type: 'plain_text_input', action_id: 'value', max_length: max },
  };
}

function choice(id: string, label: string, options: [string, string][]): types.KnownBlock {
  return {
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: label },
    element: { type: 'radio_buttons', action_id: 'value', options: options.map(option) },
  };
}

export function meetForm(context: FormContext & { meet: MeetValue }): View {
  return form(Action.meet, 'Ask to meet', 'Ask', context, [
    {
      type: 'section',
      text: {
        type: 'plain_text',
        text: cut(`I will ask ${context.meet.displayName} whether they would like to meet you.`, 300),
      },
    },
    line('note', 'Why, in one line', 'They read it with my question. You may leave it empty.', true),
  ]);
}

export function declineForm(context: FormContext): View {
  return form(Action.decline, 'No, thank you', 'Say no', context, [
    choice('reason', 'What is it?', DECLINE_REASONS),
    line(
      'comment',
      'In your words',
      'Your reason is for Weft only, so that it asks you better things. The others do not see it.',
      true,
    ),
  ]);
}

export function passOnForm(context: FormContext): View {
  return form(Action.passOn, 'Not me, ask …', 'Pass it on', context, [
    {
      type: 'input',
      block_id: 'user',
      label: { type: 'plain_text', text: 'Who would be better?' },
      hint: { type: 'plain_text', text: 'Somebody you know. They are asked, like you were.' },
      element: { type: 'users_select', action_id: 'value' },
    },
    line('note', 'Why them, in one line', 'Both of them read it.', false),
  ]);
}

export function vouchForm(context: FormContext): View {
  return form(Action.vouch, 'Introduce them', 'Introduce them', context, [
    line('note', 'Why, in one line', 'Both of them read it. You may leave it empty.', true),
  ]);
}

export function outcomeForm(context: FormContext): View {
  return form(Action.met, 'How was it?', 'Send', context, [
    choice('kind', 'What came of it?', OUTCOMES),
    line('together', 'If you are doing something together: what?', 'A few words.', true, TOPIC_BYTES_MAX),
    line('lesson', 'One line: what did you learn?', 'Only you see it, unless you tick the box.', true),
    {
      type: 'input',
      block_id: 'share',
      optional: true,
      label: { type: 'plain_text', text: 'Share it?' },
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: [option(['yes', 'This line may stand in the weekly news, without names'])],
      },
    },
  ]);
}

interface Field {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_user?: string | null;
  selected_options?: { value: string }[];
}

// What was filled in, by block id.
export function submitted(view: { state: { values: Record<string, Record<string, Field>> } }): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const [id, fields] of Object.entries(view.state.values)) {
    const field = fields.value;
    filled[id] =
      field?.value ??
      field?.selected_option?.value ??
      field?.selected_user ??
      field?.selected_options?.[0]?.value ??
      '';
  }
  return filled;
}

// Lines that are too long for Weft, by block id: Slack counts characters, Weft bytes.
export function tooLong(filled: Record<string, string>): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const id of ['note', 'comment', 'lesson', 'together']) {
    const max = id === 'together' ? TOPIC_BYTES_MAX : LINE_BYTES_MAX;
    if (Buffer.byteLength(filled[id] ?? '') > max) errors[id] = 'A little too long: please shorten it.';
  }
  return errors;
}
