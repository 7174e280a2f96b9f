namespace Hooks.Build;

/// <summary>The moments at which hooks run.</summary>
[Flags]
public enum HookStages
{
    /// <summary>Never by itself.</summary>
    None = 0,

    /// <summary>After the project is built.</summary>
    Build = 1,

    /// <summary>Before <c>git commit</c> writes the commit, on what is staged.</summary>
    PreCommit = 2,

    /// <summary>After the commit message is written, on the message.</summary>
    CommitMsg = 4,

    /// <summary>Before <c>git push</c>, on what is pushed.</summary>
    PrePush = 8,

    /// <summary>After <c>git merge</c>.</summary>
    PostMerge = 16,

    /// <summary>After <c>git checkout</c>.</summary>
    PostCheckout = 32,

    /// <summary>Only when asked for.</summary>
    Manual = 64,
}
