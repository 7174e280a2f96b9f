namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// Keys of vendors that look like any other number: they are known by the vendor's name in the name they are given to, <c>heroku_api_key = ...</c>.
/// </summary>
internal sealed class VendorValues
{
    private readonly byte[] _word;
    private readonly TokenShape[] _shapes;

    private VendorValues(string vendor, string word, params string[] forms)
    {
        (Vendor, Word, Forms) = (vendor, word, forms);
        _word = System.Text.Encoding.ASCII.GetBytes(word);
        _shapes = [.. new VendorToken(vendor, vendor, forms).Shapes];
    }

    public static IReadOnlyList<VendorValues> All { get; } =
    [
        new("Airtable", "airtable", "key<alnum 14>", "pat<alnum 14>.<hex 64>"),
        new("Algolia", "algolia", "<hex 32>"),
        new("Asana", "asana", "<alnum 32>", "{0,1,2}/<digit 15-17>:<hex 32>"),
        new("Cloudflare", "cloudflare", "<url 40>", "<hex 37>"),
        new("Codecov", "codecov", "<alnum 32>", "<uuid>"),
        new("Confluent", "confluent", "<alnum 16>", "<base64 64>"),
        new("Datadog", "datadog", "<hex 32>", "<alnum 40>"),
        new("Discord", "discord", "<url 32>", "<url 23-28>.<url 6>.<url 27-40>"),
        new("Dropbox", "dropbox", "<alnum 15>", "<alnum 11>AAAAAAAAAA<url 43>"),
        new("Facebook", "facebook", "<hex 32>", "<digit 15-16>|<url 27>"),
        new("Fastly", "fastly", "<url 32>"),
        new("Finicity", "finicity", "<hex 32>", "<alnum 20>"),
        new("Heroku", "heroku", "<uuid>"),
        new("HubSpot", "hubspot", "<uuid>"),
        new("Intercom", "intercom", "<url 60>"),
        new("LinkedIn", "linkedin", "<alnum 14-16>"),
        new("Lob", "lob", "{live,test}_<hex 35>"),
        new("Mailgun", "mailgun", "<hex 32>-<hex 8>-<hex 8>"),
        new("Mattermost", "mattermost", "<lower 26>"),
        new("Meraki", "meraki", "<hex 40>"),
        new("MessageBird", "messagebird", "<uuid>", "<lower 25>"),
        new("npm", "authtoken", "<uuid>"),
        new("Okta", "okta", "00<url 40>"),
        new("PagerDuty", "pagerduty", "<url 20>", "u+<url 18>"),
        new("Plaid", "plaid", "<hex 24>", "<hex 30>"),
        new("Postmark", "postmark", "<uuid>"),
        new("Railway", "railway", "<uuid>"),
        new("RapidAPI", "rapidapi", "<alnum 50>"),
        new("Resend", "resend", "re_<alnum 8>_<alnum 20-24>"),
        new("Scaleway", "scw", "<uuid>"),
        new("Scaleway", "scaleway", "<uuid>"),
        new("Sendbird", "sendbird", "<uuid>", "<hex 40>"),
        new("Sidekiq", "contribsys", "<hex 8>:<hex 8>"),
        new("Snyk", "snyk", "<uuid>"),
        new("Sonar", "sonar", "<hex 40>"),
        new("Squarespace", "squarespace", "<uuid>"),
        new("Sumo Logic", "sumo", "su<alnum 12>", "<alnum 64>"),
        new("Telegram", "telegram", "<digit 5-16>:A<url 34>"),
        new("Trello", "trello", "<hex 32>", "<hex 64>"),
        new("Twilio", "twilio", "<hex 32>"),
        new("Vault", "vault", "s.<alnum 24>"),
        new("Vercel", "vercel", "<alnum 24>"),
    ];

    public string Vendor { get; }

    /// <summary>What the name has in it, whatever its case.</summary>
    public string Word { get; }

    public IReadOnlyList<string> Forms { get; }

    /// <summary>Whether a value looks like the keys of the vendor that its name speaks of.</summary>
    public static bool Match(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        foreach (var vendor in All)
        {
            if (SecretText.Has(name, vendor._word))
                return vendor.IsOne(value) && SecretText.HasDigit(value);
        }

        return false;
    }

    private bool IsOne(ReadOnlySpan<byte> value)
    {
        foreach (var shape in _shapes)
        {
            if (shape.IsAll(value))
                return true;
        }

        return false;
    }
}
