using System.Diagnostics;
using System.Net;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Serving;

/// <summary>
/// Has the system open an address. Command lines are there for every user of a machine to read, and the address has the token: what is opened is a file of this
/// user alone that leads there.
/// </summary>
internal static class BrowserStart
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens it; where that cannot be done it is told.</summary>
    /// <returns>What deletes the file.</returns>
    public static IDisposable? Open(string address, Terminal errors)
    {
        var environment = HookEnvironment.OfThisProcess();
        var opener = OperatingSystem.IsMacOS() ? "open" : OperatingSystem.IsWindows() ? "explorer.exe" : "xdg-open";
        if (!ToolPath.TryFind(opener, Path.GetFullPath("."), environment, out var program, out _))
        {
            errors.WriteLine($"hooks: there is no {opener} to open a browser with: open {address}");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("hooks-ui-").FullName;
        Removal removal = new(folder);
        try
        {
            var file = Path.Combine(folder, "hooks.html");
            using (var stream = OwnFolder.Open(file, FileShare.Read, Private))
            {
                stream.Write(
                    Encoding.UTF8.GetBytes(
                        $"<!DOCTYPE html><html lang=\"en\"><title>Hooks</title><meta name=\"referrer\" content=\"no-referrer\"><meta http-equiv=\"refresh\" content=\"0;url={WebUtility.HtmlEncode(address)}\">"));
            }

            Start(
                program,
                file,
                environment,
                code => errors.WriteLine($"hooks: {opener} says that it has failed (exit code {code}): where no page was opened, open {address}"));
            return removal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ProcessStartException)
        {
            removal.Dispose();
            errors.WriteLine($"hooks: no browser could be opened ({e.Message}): open {address}");
            return null;
        }
    }

    // Ctrl-C here is not for the browser. An opener may be the browser itself, and end with it.
    private static void Start(string program, string file, IReadOnlyDictionary<string, string> environment, Action<int> fail)
    {
        if (!OperatingSystem.IsWindows())
        {
            var id = PosixSpawn.Start(new ProcessStart(program, [file], "/", environment, _ => { }), output: -1, ownSession: true);
            _ = Task.Factory.StartNew(() => Await(id, fail), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return;
        }

        // The exit code of explorer.exe says nothing.
        using var started = Process.Start(new ProcessStartInfo(program, [file]) { UseShellExecute = false });
    }

    private static void Await(int id, Action<int> fail)
    {
        if (PosixExit.Reap(id).ExitCode is not 0 and var code)
        {
            fail(code);
        }
    }

    /// <summary>Deletes the file, and its folder.</summary>
    private sealed class Removal(string folder) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody has it open; it is the system's temporary folder, and the token ends with this.
            }
        }
    }
}
