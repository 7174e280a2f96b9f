namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A token of a vendor.</summary>
/// <param name="vendor">Who gives it out; empty where many do.</param>
/// <param name="name">What it is, as it is called in findings.</param>
/// <param name="forms">How it looks; there may be one {a,b} in each.</param>
internal sealed class VendorToken(string vendor, string name, params string[] forms)
{
    public string Vendor { get; } = vendor;

    public string Name { get; } = name;

    /// <summary>How it looks, for the documentation.</summary>
    public IReadOnlyList<string> Forms { get; } = forms;

    /// <summary>How random it is at least, in bits a character; usually as its length demands.</summary>
    public double? LeastEntropy { get; init; }

    /// <summary>Whether the text it is found by is no part of the secret.</summary>
    public bool TellsBehind { get; init; }

    /// <summary>Whether it may begin in the midst of a word, as an address does behind the name of a host.</summary>
    public bool Anywhere { get; init; }

    /// <summary>Whether it is none behind a slash or a dot, where a part of a path or of a name begins.</summary>
    public bool Alone { get; init; }

    /// <summary>Each of the forms.</summary>
    public IEnumerable<TokenShape> Shapes => Forms.SelectMany(Alternatives).Select(form => new TokenShape(this, form));

    /// <summary>The forms that a form with {a,b} stands for.</summary>
    public static IEnumerable<string> Alternatives(string form)
    {
        var open = form.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return [form];

        var close = form.IndexOf('}', StringComparison.Ordinal);
        return form[(open + 1)..close].Split(',').SelectMany(one => Alternatives(form[..open] + one + form[(close + 1)..]));
    }
}
