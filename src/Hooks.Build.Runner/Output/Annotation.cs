namespace Hooks.Build.Runner.Output;

/// <summary>How serious something is that is told of a line.</summary>
internal enum AnnotationLevel
{
    Note = 0,
    Warning = 1,
    Error = 2,
}

/// <summary>What a build server shows at a line of a file.</summary>
/// <param name="Level">How serious it is.</param>
/// <param name="File">Path from the repository's root; empty where no file is to blame.</param>
/// <param name="Line">Line, from 1; 0 where unknown.</param>
/// <param name="Column">Column, from 1; 0 where unknown.</param>
/// <param name="EndLine">Last line; 0 where unknown.</param>
/// <param name="EndColumn">Last column; 0 where unknown.</param>
/// <param name="Hook">The hook that says so; empty where none does.</param>
/// <param name="Code">Code; may be empty.</param>
/// <param name="Message">The text.</param>
internal sealed record Annotation(
    AnnotationLevel Level, string File, int Line, int Column, int EndLine, int EndColumn, string Hook, string Code, string Message);
