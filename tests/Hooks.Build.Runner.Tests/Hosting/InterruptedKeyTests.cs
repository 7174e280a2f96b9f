using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Tests.Doors;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Hosting;

/// <summary>The real program, killed while it makes the user's key.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Elsewhere the folder has another name.")]
[UnsupportedOSPlatform("windows")]
public sealed class InterruptedKeyTests
{
    private const int Size = 32;

    // How far it gets before it is killed: to the folder, or to a file in it, and from there by ever more turns of this thread.
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Whenever_it_is_killed_the_next_has_a_key_and_one_that_was_made_stays(bool isFileMade)
    {
        using var repository = McpRepository.Create();
        for (var turns = 0; turns < 6; turns++)
        {
            using TemporaryFolder home = new();
            var folder = Path.Combine(home.Path, ".local/state/hooks-build");
            var key = Path.Combine(folder, "key");
            using (var process = Start(repository.Root, home.Path))
            {
                while (!process.HasExited && !(Directory.Exists(folder) && (!isFileMade || Directory.EnumerateFiles(folder).Any())))
                {
                    _ = Thread.Yield();
                }

                for (var i = 0; i < turns * turns; i++)
                {
                    _ = Thread.Yield();
                }

                process.Kill();
                process.WaitForExit();
            }

            var made = File.Exists(key) ? File.ReadAllBytes(key) : null;
            using (var next = Start(repository.Root, home.Path))
            {
                next.WaitForExit();
            }

            var kept = File.ReadAllBytes(key);
            kept.Length.ShouldBe(Size);
            kept.ShouldBe(made ?? kept);

            // What was left behind is for nobody but the user to read, and is no key to anybody.
            foreach (var file in Directory.GetFiles(folder))
            {
                (file == key || (file.StartsWith(key + ".", StringComparison.Ordinal) && file.EndsWith(".draft", StringComparison.Ordinal))).ShouldBeTrue(file);
                (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBe(UnixFileMode.None);
            }
        }
    }

    private static Process Start(string folder, string home)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, "doctor"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("XDG_STATE_HOME");
        start.Environment["HOME"] = home;
        return Process.Start(start)!;
    }
}
