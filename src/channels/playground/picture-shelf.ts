/**
 * The pictures of the playground, in memory only: none is ever written to the disk, and the oldest go when there are too
 * many. A restart forgets them all, as a phone that lost its pictures.
 */
import { randomUUID } from 'node:crypto';

export interface ShelvedPicture {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name: string;
}

const MOST_BYTES = 96 * 1024 * 1024;
const MOST_PICTURES = 300;

export class PictureShelf {
  readonly #pictures = new Map<string, ShelvedPicture>();
  #bytes = 0;

  constructor(
    readonly mostBytes = MOST_BYTES,
    readonly mostPictures = MOST_PICTURES,
  ) {}

  /** Keeps a picture and answers the word by which it is found again, which nobody can guess. */
  put(picture: ShelvedPicture): string {
    const ref = randomUUID();
    this.#pictures.set(ref, picture);
    this.#bytes += picture.bytes.length;
    for (const oldest of this.#pictures.keys()) {
      if (
        this.#pictures.size === 1 ||
        (this.#bytes <= this.mostBytes && this.#pictures.size <= this.mostPictures)
      )
        break;
      this.drop(oldest);
    }
    return ref;
  }

  get(ref: string): ShelvedPicture | undefined {
    return this.#pictures.get(ref);
  }

  drop(ref: string): void {
    this.#bytes -= this.#pictures.get(ref)?.bytes.length ?? 0;
    this.#pictures.delete(ref);
  }
}
