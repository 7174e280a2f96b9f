using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>How a working tree stands, as <c>git status</c> tells.</summary>
/// <param name="Branch">The branch; empty where none is checked out.</param>
/// <param name="Upstream">The branch that it follows; empty where it follows none.</param>
/// <param name="Ahead">How many commits it has that the other has not.</param>
/// <param name="Behind">How many commits the other has that it has not.</param>
/// <param name="Files">What differs: git's two letters and the path.</param>
internal sealed record GitState(string Branch, string Upstream, int Ahead, int Behind, IReadOnlyList<(string Letters, string Path)> Files)
{
    private const string Untracked = "??";

    /// <summary>How many files are staged.</summary>
    public int Staged => Files.Count(file => file.Letters[0] is not ('.' or '?' or 'U'));

    /// <summary>How many tracked files differ from what is staged.</summary>
    public int Changed => Files.Count(file => file.Letters[1] is not ('.' or '?' or 'U'));

    /// <summary>How many files git does not know.</summary>
    public int Unknown => Files.Count(file => file.Letters == Untracked);

    /// <summary>How many files have conflicts.</summary>
    public int Conflicts => Files.Count(file => file.Letters.Contains('U', StringComparison.Ordinal));

    /// <summary>Asks git.</summary>
    /// <exception cref="HooksException">It could not be asked.</exception>
    public static async Task<GitState> ReadAsync(GitProgram git, CancellationToken cancellation) =>
        Parse(Encoding.UTF8.GetString(await git.RequireAsync(
            ["status", "--porcelain=v2", "--branch", "--ahead-behind", "--find-renames", "-z", "--untracked-files=normal"], cancellation)));

    /// <summary>Reads what git wrote.</summary>
    public static GitState Parse(string output)
    {
        GitState state = new("", "", 0, 0, []);
        List<(string, string)> files = [];
        var entries = output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < entries.Length; at++)
        {
            var entry = entries[at];
            state = entry.Split(' ') switch
            {
                ["#", "branch.head", var branch] when branch != "(detached)" => state with { Branch = branch },
                ["#", "branch.upstream", var upstream] => state with { Upstream = upstream },
                ["#", "branch.ab", var ahead, var behind] when TryRead(ahead, out var more) && TryRead(behind, out var less) =>
                    state with { Ahead = more, Behind = -less },
                _ => state,
            };

            // 1 XY and six more, 2 XY and seven more and the old path behind, u XY and eight more, ? path.
            var before = entry[0] switch { '1' => 8, '2' => 9, 'u' => 10, '?' => 1, _ => 0 };
            var parts = before == 0 ? [] : entry.Split(' ', before + 1);
            if (before > 0 && parts.Length == before + 1)
            {
                files.Add((before == 1 ? Untracked : entry[0] == 'u' ? "UU" : parts[1], parts[before]));
            }

            at += entry[0] == '2' ? 1 : 0;
        }

        return state with { Files = files };
    }

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
