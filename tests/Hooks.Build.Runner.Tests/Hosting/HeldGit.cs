using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Hosting;

/// <summary>The real program, whose git is held at one of its calls until a signal was sent, or longer.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class HeldGit : IDisposable
{
    private const string Stops = "StopCall";
    private readonly string _outside = Directory.CreateTempSubdirectory("hooks-signal-").FullName;
    private readonly List<string> _errors = [];

    public HeldGit()
    {
        File.WriteAllText(In("gitconfig"), $"[core]\n\thooksPath = {In("everybodys")}\n");
        _ = Directory.CreateDirectory(In("path"));
        File.WriteAllText(In("path/git"), $"""
            #!/bin/sh
            case "$*" in *"${Stops}"*) echo >'{In("reached")}'; read go <'{In("go")}' ;; esac
            PATH=${"{PATH#*:}"}
            exec git "$@"

            """);
        File.SetUnixFileMode(In("path/git"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Run("mkfifo", In("reached"), In("go"));
    }

    /// <summary>What the program wrote to standard error the last time.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Starts the program, sends it a signal when git is held, and waits for its end.</summary>
    /// <param name="folder">Absolute path of the folder in which it runs.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="call">What is in the arguments of the call at which git is held.</param>
    /// <param name="waits">Whether git goes on once the program has said that it heard the signal; otherwise it never does.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>Its exit code.</returns>
    public int Interrupt(string folder, string signal, string call, bool waits, params string[] arguments)
    {
        RequireHeard(signal);
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _ = start.Environment.Remove("HOOKS");
        start.Environment["PATH"] = In("path") + ":" + start.Environment["PATH"];
        start.Environment["GIT_CONFIG_GLOBAL"] = In("gitconfig");
        start.Environment[Stops] = call;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();

        // Opening waits for git; where it never comes, for ever.
        _ = File.ReadAllBytes(In("reached"));
        Run("kill", "-" + signal, process.Id.ToString(CultureInfo.InvariantCulture));
        _errors.Clear();
        while (process.StandardError.ReadLine() is { } line)
        {
            _errors.Add(line);
            if (waits && line.Contains("a signal has come", StringComparison.Ordinal))
            {
                File.WriteAllText(In("go"), "\n");
            }
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    // A signal that is ignored is so in all that is started: HUP under nohup, INT in the background of a script. The program keeps to that, and git would be
    // held for ever.
    private static void RequireHeard(string signal)
    {
        const string Ignored = "SigIgn:";
        var number = signal switch { "HUP" => 1, "INT" => 2, "TERM" => 15, _ => throw new ArgumentException($"{signal} has no number here", nameof(signal)) };
        if (File.Exists("/proc/self/status")
            && File.ReadLines("/proc/self/status").First(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is var line
            && (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1) & 1) == 1)
        {
            Assert.Inconclusive($"SIG{signal} is ignored by what started the tests (nohup?), and so by the program.");
        }
    }

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    private string In(string name) => Path.Combine(_outside, name);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
