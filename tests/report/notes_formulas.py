"""The 38 display formulas of the notes, in order, as they stand there.  Data to compare with; nothing else reads it."""

FORMULAS = (
    r"\mu_{BN} = \frac{1}{N}\sum_{i=1}^{N} x_i,\quad \sigma_{BN}^2 = \frac{1}{N}\sum_{i=1}^{N}(x_i-\mu_{BN})^2",
    r"\hat{x}_i = \frac{x_i-\mu_{BN}}{\sqrt{\sigma_{BN}^2+\epsilon}}",
    r"y^{(i)} = \gamma\hat{x}^{(i)}+\beta",
    r"\mu_{LN} = \frac{1}{D}\sum_{j=1}^{D} x_j,\quad \sigma_{LN}^2 = \frac{1}{D}\sum_{j=1}^{D}(x_j-\mu_{LN})^2",
    r"\hat{x}_j = \frac{x_j-\mu_{LN}}{\sqrt{\sigma_{LN}^2+\epsilon}}",
    r"y_i = \gamma \hat{x}_i + \beta",
    r"\mathbf{x} = (x_1, x_2, \dots, x_D)",
    r"\text{RMS}(\mathbf{x}) = \sqrt{\frac{1}{D}\sum_{i=1}^{D}x_i^2 + \epsilon}",
    r"\hat{x}_i = \frac{x_i}{\text{RMS}(\mathbf{x})}",
    r"y_i = \gamma_i \hat{x}_i",
    r"\sigma(x) = \frac{1}{1 + e^{-x}}",
    r"\frac{d}{dx} \sigma(x) = \sigma(x)(1 - \sigma(x))",
    r"\text{softmax}(z_i) = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}=y_i, \quad i = 1, ..., K",
    r"\frac{\partial y_i}{\partial z_j} = \begin{cases} y_i(1 - y_i), & \text{if } i = j \\"
    r" - y_i y_j, & \text{if } i \ne j \end{cases}",
    r"\frac{\partial \mathbf{y}}{\partial \mathbf{z}} = \text{diag}(\mathbf{y}) - \mathbf{y} \mathbf{y}^T",
    r"\text{BCE}(y, \hat{y}) = - \left[ y \log \hat{y} + (1 - y) \log (1 - \hat{y}) \right]",
    r"\log P(y|\hat{y}) = y \log \hat{y} + (1 - y) \log (1 - \hat{y})",
    r"\mathcal{L}_{\text{BCE}}(y, \hat{y}) = - [ y \log \hat{y} + (1 - y) \log(1 - \hat{y}) ]",
    r"\mathcal{L}(z, y) = - \left[ y \log \hat{y} + (1 - y) \log(1 - \hat{y}) \right]",
    r"\frac{d\mathcal{L}}{dz} = \frac{d\mathcal{L}}{d\hat{y}} \cdot \frac{d\hat{y}}{dz}",
    r"\frac{d\mathcal{L}}{d\hat{y}} = -\left( \frac{y}{\hat{y}} - \frac{1 - y}{1 - \hat{y}} \right)",
    r"\hat{y} = \sigma(z) = \frac{1}{1 + e^{-z}} \Rightarrow \frac{d\hat{y}}{dz} = \hat{y}(1 - \hat{y})",
    r"\frac{d\mathcal{L}}{dz} = \frac{d\mathcal{L}}{d\hat{y}} \cdot \frac{d\hat{y}}{dz}"
    r" = -\left( \frac{y}{\hat{y}} - \frac{1 - y}{1 - \hat{y}} \right) \cdot \hat{y}(1 - \hat{y})=\hat{y}-y",
    r"\frac{d\mathcal{L}}{dz} = \hat{y} - y = \sigma(z) - y",
    r"H(y, \hat{y}) = - \sum_{i=1}^{K} y_i \log \hat{y}_i",
    r"P(y|\hat{y}) = \prod_{i=1}^{K} \hat{y}_i^{y_i}",
    r"\mathcal{L}_{\text{CE}}(y, \hat{y}) = -\sum_{i=1}^{K} y_i \log \hat{y}_i",
    r"\begin{align} \mathcal{L}(z, y) &= - \sum_{i=1}^{K} y_i \log(\hat{y}_i)"
    r" = - \sum_{i=1}^{K} y_i \log \left( \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}} \right) \\"
    r" &= - \sum_{i=1}^{K} y_i \left( z_i - \log \sum_{j=1}^{K} e^{z_j} \right)"
    r" = - \sum_{i=1}^{K} y_i z_i + \log \sum_{j=1}^{K} e^{z_j} \end{align}",
    r"\begin{align} \frac{\partial \mathcal{L}}{\partial z_i}"
    r" & = \frac{\partial}{\partial z_i} \left( - \sum_{k=1}^{K} y_k z_k + \log \sum_{j=1}^{K} e^{z_j} \right) \\"
    r" &= - y_i + \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}} = \hat{y}_i - y_i \end{align}",
    r"\text{ReLU}(x) = \max(0, x)",
    r"\text{LeakyReLU}(x) = \begin{cases} x, & x > 0 \\ \alpha x, & x \leq 0 \end{cases}",
    r"\text{GELU}(x) = x \cdot \Phi(x)",
    r"\text{GELU}(x) \approx 0.5x"
    r" \left[1 + \tanh\left(\sqrt{\frac{2}{\pi}} \left(x + 0.044715 x^3\right)\right)\right]",
    r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
    r"\text{Swish}(x) = x \cdot \sigma(x) = \frac{x}{1 + e^{-x}}",
    r"h = W x + b \in \mathbb{R}^{2d}",
    r"[x_1, x_2] = \text{split}(h), \quad x_1, x_2 \in \mathbb{R}^{d}",
    r"\text{SwiGLU}(x) = x_1 \cdot \text{Swish}(x_2) = x_1 \cdot \left( x_2 \cdot \sigma(x_2) \right)",
)
