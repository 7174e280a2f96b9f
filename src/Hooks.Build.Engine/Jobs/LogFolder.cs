using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Jobs;

/// <summary>The folder of the hooks' logs: one file a hook, never shared between two runs at once.</summary>
internal sealed class LogFolder
{
    private const int MostRunsAtOnce = 32;
    private readonly object _lock = new();
    private readonly Action<Problem> _warn;
    private readonly Dictionary<string, LogFolder> _ofProjects = new(StringComparer.Ordinal);
    private string? _folder;
    private bool _isProven;

    /// <summary>Opens the folder; where it cannot be written, one in the system's temporary folder takes its place.</summary>
    public LogFolder(string folder, Action<Problem> warn)
    {
        _folder = folder;
        _warn = warn;
        if (!Directory.Exists(folder))
        {
            Prove();
        }
    }

    /// <summary>The folder for the hooks of a project, where a run has several.</summary>
    public LogFolder Of(HookProject? project)
    {
        if (project is null)
        {
            return this;
        }

        lock (_lock)
        {
            if (!_ofProjects.TryGetValue(project.LogDirectory, out var own))
            {
                own = new LogFolder(project.LogDirectory, _warn);
                _ofProjects.Add(project.LogDirectory, own);
            }

            return own;
        }
    }

    /// <summary>Opens the output of a hook. Its log is <c>NAME.log</c>, or <c>NAME.2.log</c> where another run holds that.</summary>
    /// <param name="hook">Its name.</param>
    /// <param name="isAgain">Whether the hook ran before in this run: the log goes on.</param>
    public HookOutput Open(string hook, bool isAgain = false) => new(new HookLog(() => OpenFile(hook, isAgain)));

    private FileStream? OpenFile(string hook, bool isAgain)
    {
        hook = FileName.Of(hook);
        for (var number = 1; _folder is not null && number <= MostRunsAtOnce; number++)
        {
            var folder = _folder;
            var name = number == 1 ? hook + ".log" : string.Create(CultureInfo.InvariantCulture, $"{hook}.{number}.log");
            if (!KeptFile.CanBe(Path.Combine(folder, name)))
            {
                // A pipe would take what it has room for and then wait for a reader.
                continue;
            }

            try
            {
                // Opened before it is emptied: the lock says whether another run writes it. On Unix FileShare.Read takes a shared lock, which two
                // writers can hold (dotnet/runtime#24432); the lock is advisory there, so that anybody can still read the log.
                var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
                var file = OwnFolder.Open(Path.Combine(folder, name), share);
                if (isAgain)
                {
                    _ = file.Seek(0, SeekOrigin.End);
                }
                else if (file.Length > 1)
                {
                    // A file that was cut to nothing is written to the disk as it is closed (ext4's auto_da_alloc,
                    // https://www.kernel.org/doc/html/latest/admin-guide/ext4.html):
                    // 70 us in place of 7, and milliseconds where the disk is busy. The first byte is written over.
                    file.SetLength(1);
                }

                return file;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Held by another run, or the folder cannot be written at all.
                Prove();
                number = folder == _folder ? number : 0;
            }
        }

        return null;
    }

    // Only where there is a doubt: it costs as much as a log.
    private void Prove()
    {
        lock (_lock)
        {
            if (_isProven || _folder is null)
            {
                return;
            }

            _isProven = true;
            if (TryPrepare(_folder) is not { } problem)
            {
                return;
            }

            if (Remedy.IsLackOfDescriptors(problem))
            {
                // Nowhere else could a log be opened.
                _warn(new Problem(
                    Codes.LogFolder, $"A log cannot be opened in {_folder} ({problem.Message}); what hooks print now is not kept. {Remedy.OfDescriptors}"));
                return;
            }

            var unwritable = _folder;
            _folder = Substitute();
            _warn(new Problem(
                Codes.LogFolder,
                $"The log folder {unwritable} cannot be written ({problem.Message}); {(_folder is null ? "no logs are kept" : "logs go to " + _folder)}. " +
                (Remedy.IsLackOfRoom(problem)
                    ? "Free some space there, or set HooksLogDirectory to another folder"
                    : "Set HooksLogDirectory to a folder that can")));
        }
    }

    // A name that nobody can foresee, for this user alone: the temporary folder is everybody's.
    private static string? Substitute()
    {
        try
        {
            return Directory.CreateTempSubdirectory("hooks-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Exception? TryPrepare(string folder)
    {
        try
        {
            OwnFolder.Create(folder);
            var probe = Path.Combine(
                folder, string.Create(CultureInfo.InvariantCulture, $".probe-{System.Environment.ProcessId}-{System.Environment.CurrentManagedThreadId}"));
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            {
                return null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return e;
        }
    }
}
