namespace Hooks.Build.Generators.Model;

/// <summary>Answers to a coding agent.</summary>
[Flags]
internal enum HookAnswers
{
    None = 0,
    Context = 1,
    Deny = 2,
    Continue = 4,
}
