using System.CommandLine;

namespace Hooks.Build.Runner.Commands;

/// <summary>The commands that people call.</summary>
internal static class HooksCommandLine
{
    /// <summary>Runs a command.</summary>
    public static int Run(string[] args)
    {
        RootCommand root = new("Quality hooks declared in C#: run them, look at them, install them into git.");
        return root.Parse(args).Invoke();
    }
}
