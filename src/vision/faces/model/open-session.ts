import ort from 'onnxruntime-node';

/**
 * A session of onnxruntime on `threads` cores. Its threads sleep between calls instead of spinning, so that the program's
 * other work is not slowed down.
 */
export function openSession(model: Uint8Array, threads: number): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(model, {
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // The arena keeps the largest picture's buffers for ever; a pattern is only right for one size.
    enableCpuMemArena: false,
    enableMemPattern: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}
