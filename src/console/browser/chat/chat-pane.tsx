/** The chat: who is speaking, the group or that person's private chat, and the box to write in. */
import type { JSX } from 'preact';
import { Sections } from '../header.js';
import { StoryBar } from '../panel/story-bar.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';
import { SpeakerSwitch } from './speaker-switch.js';
import { ThreadTabs } from './thread-tabs.js';

export function ChatPane(): JSX.Element {
  return (
    <>
      <main class="chat">
        <SpeakerSwitch />
        <ThreadTabs />
        <MessageList />
        <StoryBar />
        <Composer />
      </main>
      <Sections />
    </>
  );
}
