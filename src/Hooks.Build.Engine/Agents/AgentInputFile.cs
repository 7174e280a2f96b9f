namespace Hooks.Build.Engine.Agents;

/// <summary>
/// The file from which commands read the event of a coding agent. It may hold what is secret: only this user can read it, and it is gone with the run.
/// </summary>
/// <param name="agent">The event; <see langword="null"/> for a run that is about none.</param>
/// <param name="folder">Absolute path of the folder in which it is.</param>
internal sealed class AgentInputFile(AgentEvent? agent, string folder) : IDisposable
{
    private readonly object _lock = new();
    private string? _path;

    /// <summary>Absolute path of the file, written when it is first asked for; <see langword="null"/> where there is no event.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string? Path
    {
        get
        {
            if (agent is null)
            {
                return null;
            }

            lock (_lock)
            {
                return _path ??= Write(agent, folder);
            }
        }
    }

    /// <summary>Removes the file.</summary>
    public void Dispose()
    {
        if (_path is not null)
        {
            try
            {
                File.Delete(_path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The session's files are removed when they are old.
            }
        }
    }

    private static string Write(AgentEvent agent, string folder)
    {
        _ = Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, AgentSession.InputPrefix + Guid.NewGuid().ToString("N"));
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(path, options);
        file.Write(AgentEventJson.Write(agent).Span);
        return path;
    }
}
