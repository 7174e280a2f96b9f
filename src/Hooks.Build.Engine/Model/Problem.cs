namespace Hooks.Build.Engine.Model;

/// <summary>Something to tell the user, as data: a code, a text, and the place to blame.</summary>
/// <param name="Code">Diagnostic id, such as <c>HOOK9002</c>.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="File">File to blame, absolute or from the repository root; <see langword="null"/> for none.</param>
/// <param name="Line">Line, from 1; 0 where unknown.</param>
/// <param name="Column">Column, from 1; 0 where unknown.</param>
public sealed record Problem(string Code, string Message, string? File = null, int Line = 0, int Column = 0);

/// <summary>The run cannot take place; nothing was started.</summary>
public sealed class HooksException : Exception
{
    /// <summary>Creates the exception from what is wrong.</summary>
    public HooksException(IReadOnlyList<Problem> problems)
        : base(string.Join(
            Environment.NewLine,
            problems.Select(problem => problem.Code.Length == 0 ? problem.Message : $"{problem.Code}: {problem.Message}"))) => Problems = problems;

    /// <summary>Creates the exception from one problem.</summary>
    public HooksException(string code, string message)
        : this([new Problem(code, message)])
    {
    }

    /// <summary>What is wrong, at least one entry.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
