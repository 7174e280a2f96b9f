namespace Hooks.Build.CSharp.Projects;

/// <summary>A run cannot go on; the message says what happened and what to do.</summary>
internal sealed class ProjectProblemException(string message, int exitCode = 2) : Exception(message)
{
    /// <summary>The exit code of the hook: 1 where the project is wrong, 2 where the hook could not work.</summary>
    public int ExitCode { get; } = exitCode;
}
