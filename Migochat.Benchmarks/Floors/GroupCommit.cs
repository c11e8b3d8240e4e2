using System.Threading.Channels;

namespace Migochat.Benchmarks.Floors;

/// <summary>One writer thread commits whatever is waiting, up to 500 messages at a time, and only then lets their requests go on.</summary>
public sealed class GroupCommit : IDisposable
{
    private const int MaxBatch = 500;
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IFloorStore _store;
    private readonly Thread _writer;

    /// <summary>Starts the writer, which alone uses the store until it is disposed.</summary>
    public GroupCommit(IFloorStore store)
    {
        _store = store;
        _writer = new Thread(Write) { IsBackground = true, Name = "group commit" };
        _writer.Start();
    }

    /// <summary>Completes once the message is on the disk; fails if its transaction does.</summary>
    public Task CommitAsync(FloorMessage message)
    {
        var waiting = new Waiting(message, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(waiting), this);
        return waiting.Committed.Task;
    }

    /// <summary>Commits the waiting messages and ends the writer.</summary>
    public void Dispose()
    {
        _queue.Writer.Complete();
        _writer.Join();
    }

    private void Write()
    {
        var batch = new List<Waiting>(MaxBatch);
        while (WaitForMessages())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);

            Commit(batch);
            batch.Clear();
        }
    }

    /// <summary>Blocks the writer's own thread, so that no pool thread is held through an fsync.</summary>
    private bool WaitForMessages() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Commit(List<Waiting> batch)
    {
        try
        {
            _store.Commit([.. batch.Select(waiting => waiting.Message)]);
        }
        catch (Exception failure)
        {
            batch.ForEach(waiting => waiting.Committed.SetException(failure));
            return;
        }

        batch.ForEach(waiting => waiting.Committed.SetResult());
    }

    private sealed record Waiting(FloorMessage Message, TaskCompletionSource Committed);
}
