/** Where the slots of a worker sleep until there is something to do. */
export class Rest {
  readonly #sleepers: (() => void)[] = [];

  /** Sleeps so long, or until it is woken. */
  async sleep(forMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#sleepers.splice(this.#sleepers.indexOf(wake), 1);
        resolve();
      }, forMs);
      this.#sleepers.push(wake);
    });
  }

  /** Wakes the one who has slept longest, if anybody sleeps. */
  wakeOne(): void {
    this.#sleepers.shift()?.();
  }

  wakeAll(): void {
    for (const wake of this.#sleepers.splice(0)) wake();
  }
}
