/**
 * Server-sent events for one viewer. Each connection begins with the whole state, so that a viewer who lost the
 * line (or whose server was restarted) is right again at once, whatever was missed.
 */
const HEARTBEAT_MS = 20_000;
const encoder = new TextEncoder();

export class LiveStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly #heart: NodeJS.Timeout;
  readonly #onEnd: () => void;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.close(),
    });
    this.#heart = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS);
    this.#heart.unref();
    this.#write('retry: 1000\n\n');
  }

  send(event: string, id: string, data: unknown): void {
    this.#write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    if (this.#controller === null) return;
    const controller = this.#controller;
    this.#controller = null;
    clearInterval(this.#heart);
    this.#onEnd();
    try {
      controller.close();
    } catch {
      // The viewer has gone already.
    }
  }

  #write(text: string): void {
    try {
      this.#controller?.enqueue(encoder.encode(text));
    } catch {
      this.close();
    }
  }
}
