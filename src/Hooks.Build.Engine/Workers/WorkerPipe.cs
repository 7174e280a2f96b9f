using System.IO.Pipes;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The pipe to a worker that is being started. On Unix it is a socket, in a folder that nobody else may enter; what is left of one whose run was
/// killed the next run sweeps.
/// </summary>
internal sealed class WorkerPipe : IAsyncDisposable
{
    // A Unix socket's path may have some 100 bytes (sun_path), which a long TMPDIR alone can fill.
    private const int Longest = 70;
    private readonly PrivateFolder? _folder;

    private WorkerPipe(PrivateFolder? folder, string name)
    {
        _folder = folder;
        Name = name;
        Stream = new NamedPipeServerStream(
            name, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
    }

    /// <summary>What the worker connects to.</summary>
    public string Name { get; }

    /// <summary>This side of it.</summary>
    public NamedPipeServerStream Stream { get; }

    /// <summary>Opens a pipe.</summary>
    /// <exception cref="WorkerStartException">The system refused.</exception>
    public static WorkerPipe Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return new WorkerPipe(folder: null, "hooks-" + Guid.NewGuid().ToString("N")[..16]);
        }

        PrivateFolder? folder = null;
        try
        {
            folder = PrivateFolder.In(Place);
            return new WorkerPipe(folder, Path.Combine(folder.Path, "worker"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            folder?.Dispose();
            throw new WorkerStartException($"no pipe to the process of C# hooks could be made: {e.Message}");
        }
    }

    /// <summary>Deletes what killed runs left. While the worker starts nobody waits for that.</summary>
    public static void SweepOthers()
    {
        if (!OperatingSystem.IsWindows())
        {
            PrivateFolder.Sweep(Place);
        }
    }

    /// <summary>Closes the pipe.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        _folder?.Dispose();
    }

    private static string Place => Path.GetTempPath() is { Length: <= Longest } place ? place : "/tmp";
}
