using Hooks.Build.Engine.Model;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>What all tasks have in common: whatever goes wrong becomes an error with a code.</summary>
public abstract class ReportingTask : Microsoft.Build.Utilities.Task
{
    /// <summary>Absolute path of the repository's root folder.</summary>
    [Required]
    public string RepositoryRoot { get; set; } = "";

    /// <summary>Absolute path of the project that declares the hooks: it is named where no source file is to blame.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <inheritdoc />
    public sealed override bool Execute()
    {
        try
        {
            Work();
        }
        catch (HooksException e)
        {
            foreach (var problem in e.Problems)
            {
                LogError(problem);
            }
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the task's work.</summary>
    /// <exception cref="HooksException">It cannot be done.</exception>
    protected abstract void Work();

    /// <summary>
    /// Tells something that people see without asking. The terminal logger hides messages of every importance but those of the form
    /// <c>ProjectName -> text</c>, which it takes for the project's output (dotnet/msbuild, TerminalLogger.MessageRaised).
    /// </summary>
    internal void Tell(string text) =>
        Log.LogMessage(MessageImportance.High, "{0} -> {1}", Path.GetFileNameWithoutExtension(BuildEngine.ProjectFileOfTaskNode), text);

    /// <summary>
    /// The project, as MSBuild names one at the end of a line. A line that the terminal logger shows begins with the name of our own project file, which
    /// is all that a solution with one hooks project of that name needs.
    /// </summary>
    internal string ProjectMark => Path.GetFileNameWithoutExtension(Project) == Path.GetFileNameWithoutExtension(BuildEngine.ProjectFileOfTaskNode)
        ? ""
        : $" [{Path.GetRelativePath(RepositoryRoot, Project).Replace('\\', '/')}]";

    /// <summary>Tells several things, one after the other.</summary>
    internal void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Tell(line);
        }
    }

    /// <summary>Logs a problem as an error.</summary>
    internal void LogError(Problem problem) =>
        Log.LogError(null, problem.Code, null, null, FullPath(problem.File), problem.Line, problem.Column, 0, 0, "{0}", problem.Message);

    /// <summary>Logs a problem as a warning.</summary>
    internal void LogWarning(Problem problem) =>
        Log.LogWarning(null, problem.Code, null, null, FullPath(problem.File), problem.Line, problem.Column, 0, 0, "{0}", problem.Message);

    /// <summary>Logs a problem as a message.</summary>
    internal void LogMessage(Problem problem, MessageImportance importance) =>
        Log.LogMessage(null, problem.Code, null, FullPath(problem.File), problem.Line, problem.Column, 0, 0, importance, "{0}", problem.Message);

    private string FullPath(string? file) => string.IsNullOrEmpty(file) ? Project : Path.GetFullPath(Path.Combine(RepositoryRoot, file));
}
