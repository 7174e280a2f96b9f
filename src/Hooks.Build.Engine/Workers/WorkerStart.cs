using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>Brings a worker up.</summary>
internal static class WorkerStart
{
    /// <summary>Starts a worker, or takes one that waits, and waits until it has loaded the hooks.</summary>
    /// <param name="services">The world.</param>
    /// <param name="kind">Which worker.</param>
    /// <param name="mayWait">Whether it may be one that waited; then another is asked for.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="WorkerStartException">It did not come up.</exception>
    public static async Task<(WorkerConnection Connection, WorkerChannel Channel)> OpenAsync(
        WorkerServices services, WorkerKind kind, bool mayWait, CancellationToken cancellation)
    {
        var connection = await WorkerConnection.OpenAsync(services, kind, mayWait, cancellation);
        try
        {
            // One that hangs while it loads the hooks tells nothing.
            await using var stop = cancellation.Register(connection.Child.Kill);
            WorkerChannel channel = new(connection.Stream);
            var first = await channel.ReceiveAsync();
            if (first is { Kind: WorkerMessage.Ready } ready)
            {
                RequireVersion(kind, ready.Body);
                if (mayWait)
                {
                    connection.LeaveNext();
                }
            }

            if (first is null && connection.IsTaken)
            {
                throw new WorkerLostException(ProcessExit.Unknown);
            }

            return first switch
            {
                { Kind: WorkerMessage.Ready } => (connection, channel),
                { Kind: WorkerMessage.Broken } broken => throw new WorkerStartException(broken.Body.ReadString()),
                // Whoever speaks another language does not end by itself.
                { } other => throw new WorkerStartException($"it began with a message that no worker sends ({(int)other.Kind})"),
                _ => throw new WorkerStartException(WorkerConnection.Explain(kind, (await connection.Child.Completion).ExitCode, connection.Stray)),
            };
        }
        catch (Exception e)
        {
            connection.Child.Kill();
            _ = await connection.Child.Completion;
            await connection.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
            if (e is WorkerLostException)
            {
                // The users' code ended it while it was loaded: one that is started anew tells how.
                return await OpenAsync(services, kind, mayWait: false, cancellation);
            }

            if (e is IOException or InvalidDataException or FormatException or System.Net.Sockets.SocketException)
            {
                throw new WorkerStartException(e.Message);
            }

            throw;
        }
    }

    // From another version's message anything can be read.
    private static void RequireVersion(WorkerKind kind, BinaryReader body)
    {
        if (body.BaseStream.Length != sizeof(int) || body.ReadInt32() != WorkerChannel.Version)
        {
            throw new WorkerStartException(
                $"{kind.Name} ({kind.Assembly}) and the program 'hooks' are of different versions: reference the same version of Hooks.Build and Hooks.Build.CSharp, and restore and build the project again");
        }
    }
}
