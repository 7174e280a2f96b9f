namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>No tokens, keys or passwords of well-known formats.</summary>
/// <remarks>
/// What is plainly an example is not counted (changeme, xxxx, ${...}, &lt;...&gt;), nor is what is not random enough for its format. Text of UTF-16 is
/// looked at as if it were UTF-8.
/// </remarks>
internal sealed class Secrets(AllowedSecrets allowed) : LineCheck
{
    public override BlockScan Scan(CheckedFile file) => new SecretScan(file, allowed);
}
