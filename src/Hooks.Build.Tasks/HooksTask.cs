using Hooks.Build.Engine;
using Hooks.Build.Engine.Plans;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>What the tasks have in common: they read a plan, and whatever goes wrong becomes an error with a code.</summary>
public abstract class HooksTask : Microsoft.Build.Utilities.Task
{
    /// <summary>Absolute path of the assembly that carries the plan.</summary>
    [Required]
    public string Assembly { get; set; } = "";

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
            Execute(PlanReader.Read(Assembly));
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
    protected abstract void Execute(HookPlan plan);

    /// <summary>
    /// Tells something that people see without asking. The terminal logger hides messages of every importance but those of the form
    /// <c>ProjectName -> text</c>, which it takes for the project's output (dotnet/msbuild, TerminalLogger.MessageRaised).
    /// </summary>
    internal void Tell(string text) =>
        Log.LogMessage(MessageImportance.High, "{0} -> {1}", Path.GetFileNameWithoutExtension(BuildEngine.ProjectFileOfTaskNode), text);

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
