/** Is told how far something has come. */
export type Progress = (done: number, of: number) => void;
