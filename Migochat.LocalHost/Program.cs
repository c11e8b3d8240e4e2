using Migochat.LocalHost;

// Two threads more than processors, because the checkpointer and a timer can each block one on the disk (docs/decisions/0024).
const int BlockedAtTheDisk = 2;
ThreadPool.GetMinThreads(out _, out var forInputAndOutput);
ThreadPool.SetMinThreads(Environment.ProcessorCount + BlockedAtTheDisk, forInputAndOutput);

return await CommandLine.RunAsync(args);
